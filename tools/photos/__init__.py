"""How well the product tells the same photograph from another, measured on drawn ones.

``scenes`` draws rooms and photographs of them; ``changes`` does to a photograph what people do; ``figures`` counts.
"""
