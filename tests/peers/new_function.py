"""A function with a role that was made just now."""
import time


def create(functions, **arguments):
    """Creates it once Lambda may assume the role: changes of IAM take a moment, and until then AWS refuses the function."""
    while True:
        try:
            return functions.create_function(**arguments)
        except functions.exceptions.InvalidParameterValueException as error:
            assert "cannot be assumed by Lambda" in str(error), error
            time.sleep(0.02)
