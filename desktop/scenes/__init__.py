"""Every window in the states that are drawn, to be looked at without a screen."""
