"""The only place with SQL: values of core go in, values of core come out."""
