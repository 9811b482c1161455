"""Settings: `base` is shared; `embedded` serves one machine, `production` a council, `test` the tests."""
