using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Resources;

/// <summary>
/// What one deployment has otherwise than another, as far as AWS tells it: the summary of methods (GetDeployment), and our records.
/// </summary>
internal static class DeploymentDiff
{
    /// <summary>One line for each difference: <c>+ GET /cats</c>, <c>- GET /dogs</c>, <c>~ GET /pets: NONE to AWS_IAM</c>.</summary>
    public static IReadOnlyList<string> Lines(Deployment before, Deployment after)
    {
        Dictionary<string, MethodSnapshot> old = Methods(before);
        Dictionary<string, MethodSnapshot> now = Methods(after);
        return
        [
            .. now.Keys.Where(method => !old.ContainsKey(method)).Select(method => $"+ {method}"),
            .. old.Keys.Where(method => !now.ContainsKey(method)).Select(method => $"- {method}"),
            .. now.SelectMany(item => old.TryGetValue(item.Key, out MethodSnapshot? was) ? Changed(item.Key, was, item.Value) : []),
            .. Policy(before, after),
        ];
    }

    /// <summary>The methods of a deployment that was read with its summary, by <c>GET /pets</c>, in the order of their paths.</summary>
    public static Dictionary<string, MethodSnapshot> Methods(Deployment deployment) =>
        (deployment.ApiSummary ?? [])
            .OrderBy(path => path.Key, StringComparer.Ordinal)
            .SelectMany(path => path.Value.OrderBy(method => method.Key, StringComparer.Ordinal).Select(method => (path.Key, method)))
            .ToDictionary(item => $"{item.method.Key} {item.Key}", item => item.method.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Changed(string method, MethodSnapshot was, MethodSnapshot now)
    {
        (string before, string after) = (was.AuthorizationType ?? "NONE", now.AuthorizationType ?? "NONE");
        if (before != after)
        {
            yield return $"~ {method}: {before} to {after}";
        }

        if (was.ApiKeyRequired == true != (now.ApiKeyRequired == true))
        {
            yield return $"~ {method}: {(now.ApiKeyRequired == true ? "requires an API key" : "requires no API key any more")}";
        }
    }

    private static IEnumerable<string> Policy(Deployment before, Deployment after)
    {
        if (
            DeploymentText.PolicyHash(before.Description) is { } old
            && DeploymentText.PolicyHash(after.Description) is { } now
            && old != now
        )
        {
            yield return "~ policy";
        }
    }
}
