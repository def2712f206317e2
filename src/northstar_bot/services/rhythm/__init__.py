"""What comes round: rituals, the monthly review, the look back."""
