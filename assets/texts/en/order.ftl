# order: an order, its fields and what is refused
order-number-refused = “{ $number }” is not an order number here: { $shape } Nothing was changed.
order-number-shape-aliexpress = it has 10 to 22 digits.
order-number-shape-ebay = it looks like 12-34567-89012.
order-number-shape-amazon = it looks like 123-1234567-1234567.
order-number-shape-other = 1 to 64 visible characters.
