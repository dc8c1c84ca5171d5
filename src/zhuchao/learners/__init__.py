"""Trained models: fitted on what a noun hands in, kept in versions under ``$ZHUCHAO_HOME/models``. Knows no rule of the trade."""
