"""The docks around the editor; each shows values and asks by signals."""
