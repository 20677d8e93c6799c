# orders: texts whose ids begin with "orders-"
