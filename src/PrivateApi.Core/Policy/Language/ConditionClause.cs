using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Policy.Language;

/// <summary>
/// One operator on one key with its values. All clauses of a statement have to hold; of the values, one has to match (or none, if
/// negated).
/// </summary>
internal sealed class ConditionClause(
    string operatorText,
    int operatorOffset,
    ConditionOperator op,
    string key,
    int keyOffset,
    ConditionValue[] values
)
{
    public string OperatorText => operatorText;

    public int OperatorOffset => operatorOffset;

    public ConditionOperator Operator => op;

    public string Key => key;

    public int KeyOffset => keyOffset;

    public ConditionValue[] Values => values;

    public bool Matches(RequestKeys keys)
    {
        bool present = keys.Find(key, out RequestKey found);
        if (op.Test == ConditionTest.Null)
        {
            return MatchesNull(present);
        }

        if (!present)
        {
            // IAM guide, IfExists and set operators: no value at all satisfies ForAllValues and fails ForAnyValue.
            return op.Set switch
            {
                ConditionSet.ForAnyValue => false,
                ConditionSet.ForAllValues => true,
                _ => op.IfExists || op.Negated,
            };
        }

        if (op.Set == ConditionSet.None)
        {
            // A key with several values needs a set operator (IAM guide, multivalued context keys).
            return found.Value is not null && Holds(found.Value, keys);
        }

        if (found.Values is null)
        {
            return Holds(found.Value!, keys);
        }

        bool any = op.Set == ConditionSet.ForAnyValue;
        foreach (string value in found.Values)
        {
            if (Holds(value, keys) == any)
            {
                return any;
            }
        }

        return !any;
    }

    private bool MatchesNull(bool present)
    {
        foreach (ConditionValue value in values)
        {
            if (value.Text.Equals(present ? "false" : "true", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(string value, RequestKeys keys)
    {
        foreach (ConditionValue candidate in values)
        {
            if (candidate.Matches(op.Test, value, keys))
            {
                return !op.Negated;
            }
        }

        return op.Negated;
    }
}
