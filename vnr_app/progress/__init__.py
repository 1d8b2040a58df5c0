"""Methods that judge progress; pure functions of a series and a target."""
