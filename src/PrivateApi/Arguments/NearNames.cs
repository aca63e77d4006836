namespace PrivateApi.Arguments;

/// <summary>Names that people write for a parameter's: without ending, in the plural, with a slip, another word of the field.</summary>
internal static class NearNames
{
    // A slip in a short word makes another word: State is not Stage.
    private const int LongEnough = 6;
    private const int Long = 10;

    private static readonly string[] Endings = ["ID", "NAME", "ARN"];

    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["API"] = "RestApiId",
        ["APIID"] = "RestApiId",
        ["APINAME"] = "RestApiId",
        ["URL"] = "Uri",
        ["VERB"] = "Method",
        ["HTTPMETHOD"] = "Method",
        ["HTTPVERB"] = "Method",
        ["RESOURCEPATH"] = "Path",
        ["ROUTE"] = "Path",
        ["ENDPOINT"] = "VpcEndpointId",
        ["ENDPOINTID"] = "VpcEndpointId",
        ["VPCE"] = "VpcEndpointId",
        ["VPCEID"] = "VpcEndpointId",
        ["SG"] = "SecurityGroupId",
        ["SGID"] = "SecurityGroupId",
        ["LAMBDA"] = "FunctionName",
        ["EC2"] = "InstanceId",
        ["ENI"] = "NetworkInterfaceId",
        ["ENIID"] = "NetworkInterfaceId",
        ["IP"] = "SourceIp",
        ["IPADDRESS"] = "SourceIp",
        ["SOURCEADDRESS"] = "SourceIp",
        ["CALLERIP"] = "SourceIp",
        ["ONPREM"] = "OnPremises",
        ["ROLE"] = "Principal",
        ["ROLEARN"] = "Principal",
        ["PRINCIPALARN"] = "Principal",

        // As a result of a test has it, in words.
        ["CALLER"] = "SubnetId",
    };

    /// <summary>The parameter that a name seems to mean; null for none.</summary>
    public static RowParameter? Find(string name, IReadOnlyList<RowParameter> parameters)
    {
        string plain = Plain(name);
        return parameters.FirstOrDefault(parameter => Others.GetValueOrDefault(plain) == parameter.Name)
            ?? parameters.FirstOrDefault(parameter => parameter.Names.SelectMany(Forms).Contains(plain))
            ?? parameters.FirstOrDefault(parameter => parameter.Names.SelectMany(Forms).Any(form => IsSlip(plain, form)));
    }

    private static IEnumerable<string> Forms(string name)
    {
        string plain = Plain(name);
        return plain.Length < 3
            ? []
            :
            [
                plain,
                .. Endings
                    .Where(ending => plain.EndsWith(ending, StringComparison.Ordinal) && plain.Length > ending.Length + 2)
                    .Select(ending => plain[..^ending.Length]),
            ];
    }

    private static string Plain(string name)
    {
        string letters = new([.. name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
        return letters.Length > 3 && letters[^1] == 'S' && letters[^2] != 'S' ? letters[..^1] : letters;
    }

    private static bool IsSlip(string a, string b) =>
        b.Length >= LongEnough && Math.Abs(a.Length - b.Length) <= 2 && Distance(a, b) <= (b.Length >= Long ? 2 : 1);

    // The number of letters that are wrong, missing, too many, or in the wrong order with their neighbour.
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                int least =
                    i == 0 ? j
                    : j == 0 ? i
                    : Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                cost[i, j] =
                    i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(least, cost[i - 2, j - 2] + 1) : least;
            }
        }

        return cost[a.Length, b.Length];
    }
}
