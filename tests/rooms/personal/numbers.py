"""Numbers that pass the check and belong to nobody."""

ID_NUMBER, PHONE = "43010119780214000X", "13800008000"
