namespace PrivateApi.Policy.Language;

/// <summary>The set word in front of a condition operator.</summary>
internal enum ConditionSet
{
    None,
    ForAnyValue,
    ForAllValues,
}
