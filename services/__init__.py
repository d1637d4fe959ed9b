"""What a person can do: one function per intention, plain values in and out."""
