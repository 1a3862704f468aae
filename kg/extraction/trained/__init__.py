"""A small trained model that reads relations beside the frames."""
