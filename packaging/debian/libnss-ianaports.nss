services last ianaports
