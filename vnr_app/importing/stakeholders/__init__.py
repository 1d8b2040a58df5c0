"""Sheets of stakeholders and ministries: contributions, answers, measures, commitments, forms.

One row is one record; no cell of such a sheet becomes an observation.
"""
