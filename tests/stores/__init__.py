"""The two stores the product can stand on, for tests that must hold on both."""
