"""Small widgets that several windows share; they know values, never a store."""
