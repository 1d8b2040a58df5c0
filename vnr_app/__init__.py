"""VNR Workbench without a window: domain, services, importing, exporting, command line."""

__version__ = "0.1.0"
