namespace PrivateApi.Policy.Language;

/// <summary>The set operator in front of a condition operator.</summary>
internal enum ConditionSet
{
    None,
    ForAnyValue,
    ForAllValues,
}
