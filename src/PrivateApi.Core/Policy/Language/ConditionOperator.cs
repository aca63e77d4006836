using System.Collections.Frozen;

namespace PrivateApi.Policy.Language;

/// <summary>
/// A condition operator, split into its parts: <c>ForAllValues:StringNotLikeIfExists</c> and the like. Its name is not case-sensitive.
/// </summary>
internal readonly record struct ConditionOperator(ConditionTest Test, bool Negated, ConditionSet Set, bool IfExists, string Name)
{
    private static readonly FrozenDictionary<string, ConditionOperator> ByName = All()
        .ToFrozenDictionary(o => o.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys;

    public static bool TryParse(string name, out ConditionOperator parsed) => ByName.TryGetValue(name, out parsed);

    private static IEnumerable<ConditionOperator> All()
    {
        foreach (ConditionTest test in Enum.GetValues<ConditionTest>())
        {
            // IAM guide: IfExists can be used with every operator except Null; a set of absences has no meaning either.
            if (test == ConditionTest.Null)
            {
                yield return new ConditionOperator(test, false, ConditionSet.None, false, "Null");
                continue;
            }

            foreach ((string name, bool negated) in Spellings(test))
            {
                foreach (ConditionSet set in Enum.GetValues<ConditionSet>())
                {
                    string full = set == ConditionSet.None ? name : $"{set}:{name}";
                    yield return new ConditionOperator(test, negated, set, false, full);
                    yield return new ConditionOperator(test, negated, set, true, full + "IfExists");
                }
            }
        }
    }

    private static (string Name, bool Negated)[] Spellings(ConditionTest test) =>
        test switch
        {
            ConditionTest.StringEquals => [("StringEquals", false), ("StringNotEquals", true)],
            ConditionTest.StringEqualsIgnoreCase => [("StringEqualsIgnoreCase", false), ("StringNotEqualsIgnoreCase", true)],
            ConditionTest.StringLike => [("StringLike", false), ("StringNotLike", true)],
            ConditionTest.ArnLike => [("ArnLike", false), ("ArnNotLike", true), ("ArnEquals", false), ("ArnNotEquals", true)],
            ConditionTest.NumericEquals => [("NumericEquals", false), ("NumericNotEquals", true)],
            ConditionTest.DateEquals => [("DateEquals", false), ("DateNotEquals", true)],
            ConditionTest.IpAddress => [("IpAddress", false), ("NotIpAddress", true)],
            _ => [(test.ToString(), false)],
        };
}
