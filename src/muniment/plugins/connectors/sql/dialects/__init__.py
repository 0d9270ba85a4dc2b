"""What differs between database products, one module a product; `DIALECTS` names them by URL."""
