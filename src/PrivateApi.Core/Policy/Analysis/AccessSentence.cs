using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>Puts a box into words: who, through what, from where, on which conditions, may call what.</summary>
internal static class AccessSentence
{
    public static (string Caller, string Method) Write(AccessSpace space, Box box)
    {
        string who = "every caller";
        string through = string.Empty,
            from = string.Empty,
            address = string.Empty;
        List<string> rest = [];
        for (int i = 0; i < space.Dimensions.Count; i++)
        {
            AccessDimension dimension = space.Dimensions[i];
            if (i == 1 || dimension.Describe(box.Sides[i]) is not { } words)
            {
                continue;
            }

            if (i == 0)
            {
                who = words.IsComplement ? $"every caller but {words.List}" : words.List;
            }
            else if (dimension.Name == ConditionKeys.SourceVpce)
            {
                through = Place(words, " through ", "any endpoint", "outside a VPC endpoint");
            }
            else if (dimension.Name == ConditionKeys.SourceVpc)
            {
                from = Place(words, " in ", "any VPC", "outside a VPC");
            }
            else if (dimension.Name is ConditionKeys.VpcSourceIp or ConditionKeys.SourceIp)
            {
                address += Place(
                    words,
                    dimension.Name == ConditionKeys.SourceIp ? " from public address " : " from ",
                    "any address",
                    $"without {dimension.Name}"
                );
            }
            else
            {
                rest.Add(Condition(dimension.Name, words));
            }
        }

        string caller = who + through + from + address + (rest.Count > 0 ? " with " + string.Join(" and ", rest) : string.Empty);
        return (caller, Method(space.Resources.Describe(box.Sides[1])));
    }

    private static string Place(SetDescription words, string preposition, string any, string none)
    {
        string value =
            words.Words.Count == 0 ? (words.IsComplement ? preposition + any : string.Empty)
            : words.IsComplement ? $"{preposition}{any} but {words.List}"
            : preposition + words.List;
        return words.WithAbsent ? (value.Length > 0 ? $"{value} or {none}" : " " + none) : value;
    }

    private static string Condition(string name, SetDescription words)
    {
        string value =
            words.Words.Count == 0 ? (words.IsComplement ? $"any {name}" : $"no {name}")
            : words.IsComplement ? $"{name} other than {words.List}"
            : $"{name} {words.List}";
        return words.WithAbsent && words.Words.Count > 0 ? value + " or none" : value;
    }

    private static string Method(SetDescription? words) =>
        words switch
        {
            null => "everything",
            { IsComplement: true } => "everything but " + Methods(words.Words),
            _ => Methods(words.Words)
                + (words.But.Count > 0 ? ", but not " + Methods(words.But) : string.Empty)
                + (words.IsSample ? " and the like" : string.Empty),
        };

    // Paths of one verb and stage are reported together.
    private static string Methods(IReadOnlyList<string> resources) =>
        string.Join(
            " or ",
            resources
                .Select(Method)
                .GroupBy(m => (m.Verb, Stage: m.Path is null ? m.Verb : m.Stage))
                .Select(same =>
                    same.First() is { Path: null } whole
                        ? whole.Verb
                        : $"{same.Key.Verb} on {string.Join(" or ", same.Select(m => m.Path))} in {same.Key.Stage}"
                )
        );

    private static (string Verb, string? Path, string Stage) Method(string resource)
    {
        int at = resource.StartsWith("arn:", StringComparison.Ordinal)
            ? Nth(resource, ':', 5)
            : resource.IndexOf(':', StringComparison.Ordinal);
        string suffix = resource[(at + 1)..];
        string[] parts = suffix[(suffix.IndexOf('/', StringComparison.Ordinal) + 1)..].Split('/', 3);
        string stage = parts[0] == "*" ? "every stage" : parts[0];
        return parts switch
        {
            ["*"] => ("everything", null, stage),
            [_, "*"] => ($"every method in {stage}", null, stage),
            [_, string verb, "*"] => (Verb(verb), "every path", stage),
            [_, string verb, string path] => (Verb(verb), "/" + path, stage),
            _ => (suffix, null, stage),
        };
    }

    private static string Verb(string verb) => verb == "*" ? "every method" : verb;

    private static int Nth(string text, char c, int n)
    {
        int at = -1;
        for (int i = 0; i < n; i++)
        {
            at = text.IndexOf(c, at + 1);
            if (at < 0)
            {
                return -1;
            }
        }

        return at;
    }
}
