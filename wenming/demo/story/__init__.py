"""The year of a fictional body, told by calling the real actions with the people who would act (docs/decisions)."""
