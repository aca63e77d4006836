using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Lint;

/// <summary>Findings about Action and Resource.</summary>
internal static class LintTargets
{
    // Service authorization reference, Amazon API Gateway (execute-api).
    private static readonly string[] Known = ["execute-api:Invoke", "execute-api:InvalidateCache", "execute-api:ManageConnections"];

    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "ANY"];

    public static void Look(LintReport report, PolicyStatement statement)
    {
        if (statement.Actions.Length == 0 || statement.Resources.Length == 0)
        {
            report.Warn(
                "EmptyList",
                statement.Offset,
                $"{statement.Name} has an empty list of {(statement.Actions.Length == 0 ? "actions" : "resources")}.",
                "It applies to nothing or, with a Not element, to everything.",
                "Fill the list, or remove the statement."
            );
        }

        foreach (ActionPattern action in statement.Actions.Where(a => !a.IsAnything))
        {
            Look(report, action);
        }

        foreach (ResourcePattern resource in statement.Resources.Where(r => !r.IsAnything))
        {
            Look(report, resource);
        }
    }

    private static void Look(LintReport report, ActionPattern action)
    {
        if (action.Service.IsEmpty || action.Name.IsEmpty || action.Service.ContainsAny('*', '?'))
        {
            report.Error(
                "InvalidAction",
                action.Offset,
                $"{action.Text} is not a valid action.",
                "An action is a service name without wildcards, a colon and an action name; AWS refuses anything else.",
                "Use execute-api:Invoke."
            );
        }
        else if (!action.Service.Equals("execute-api", StringComparison.OrdinalIgnoreCase))
        {
            report.Warn(
                "ForeignAction",
                action.Offset,
                $"{action.Text} is not an action of execute-api.",
                "Calls to an API are execute-api:Invoke and nothing else.",
                "Use execute-api:Invoke."
            );
        }
        else if (!Known.Any(action.Matches))
        {
            report.Warn(
                "UnknownAction",
                action.Offset,
                $"{action.Text} matches no action of execute-api.",
                "The statement applies to no call.",
                "Use execute-api:Invoke."
            );
        }
    }

    private static void Look(LintReport report, ResourcePattern resource)
    {
        if (resource.Shorthand is not null)
        {
            if (report.Context.Use == PolicyUse.Endpoint)
            {
                report.Error(
                    "ShorthandNotExpanded",
                    resource.Offset,
                    $"{resource.Text} is API Gateway's shorthand.",
                    "EC2 does not expand it, so in an endpoint policy it matches no API.",
                    "Write the full ARN: arn:aws:execute-api:region:account:api-id/*."
                );
            }

            LookAtPath(report, resource, resource.Shorthand.Text);
            return;
        }

        if (resource.Parts is not { } parts)
        {
            report.Error(
                "InvalidResource",
                resource.Offset,
                $"{resource.Text} is not a valid resource.",
                "A resource is an ARN, the shorthand execute-api:/stage/VERB/path, or \"*\"; "
                    + "AWS refuses anything else, or it matches nothing.",
                report.Context.Use == PolicyUse.Endpoint
                    ? "Write arn:aws:execute-api:region:account:api-id/*."
                    : "Write execute-api:/* for the whole API."
            );
            return;
        }

        if (!Glob.Matches(parts[1].Text, "execute-api", ignoreCase: false))
        {
            report.Warn(
                "ForeignResource",
                resource.Offset,
                $"{resource.Text} is not a resource of execute-api.",
                "No call to an API matches it.",
                "Write an ARN of execute-api."
            );
            return;
        }

        string last = parts[4].Text;
        int slash = last.IndexOf('/', StringComparison.Ordinal);
        if (last.StartsWith("/domainnames/", StringComparison.Ordinal))
        {
            return;
        }

        if (
            report.Context is { Api: { } api, Use: PolicyUse.Resource }
            && !resource.Matches(
                new AccessRequest { Resource = api.ApiArn + (slash < 0 ? string.Empty : last[slash..]) },
                PolicyUse.Resource
            )
        )
        {
            report.Warn(
                "OtherApi",
                resource.Offset,
                $"{resource.Text} is not this API, {api.RestApiId} of account {api.AccountId} in {api.Region}.",
                "A resource policy decides only calls to its own API; the statement applies to none of them.",
                $"Write execute-api:{(slash < 0 ? "/*" : last[slash..])}, which stands for this API wherever it is."
            );
        }

        if (slash >= 0)
        {
            LookAtPath(report, resource, last[slash..]);
        }
        else if (!last.Contains('*', StringComparison.Ordinal))
        {
            report.Warn(
                "MatchesNoMethod",
                resource.Offset,
                $"{resource.Text} ends at the API's id.",
                "A call's ARN continues with /stage/VERB/path, so no call matches.",
                $"Write {resource.Text}/*."
            );
        }
    }

    // /stage/VERB/path
    private static void LookAtPath(LintReport report, ResourcePattern resource, string suffix)
    {
        string[] parts = suffix.Split('/', 4);
        if (parts.Length > 1 && Verbs.Contains(parts[1], StringComparer.OrdinalIgnoreCase))
        {
            report.Warn(
                "StageMissing",
                resource.Offset,
                $"{resource.Text} begins with the method {parts[1]}.",
                "The stage comes first: /stage/VERB/path. As written, it matches no call, or the wrong one.",
                $"Write {resource.Text.Replace("/" + parts[1], "/*/" + parts[1], StringComparison.Ordinal)} for every stage."
            );
            return;
        }

        if (!suffix.Contains('*', StringComparison.Ordinal) && (parts.Length < 4 || parts[1].Length == 0 || parts[2].Length == 0))
        {
            report.Warn(
                "MatchesNoMethod",
                resource.Offset,
                $"{resource.Text} matches no method.",
                "A call's ARN has stage, VERB and path, and only an asterisk spans several of them.",
                $"Write {resource.Text.TrimEnd('/')}/*."
            );
        }
        else if (parts.Length > 2 && parts[2] == "ANY")
        {
            report.Warn(
                "VerbAny",
                resource.Offset,
                $"{resource.Text} names the method ANY.",
                "A call's ARN has the verb that was used, which is never ANY.",
                "Write * in its place."
            );
        }
        else if (parts.Length > 2 && parts[2].AsSpan().ContainsAnyInRange('a', 'z'))
        {
            report.Warn(
                "VerbCase",
                resource.Offset,
                $"{resource.Text} has the method {parts[2]} in lower case.",
                "Verbs in a call's ARN are upper case, and case matters.",
                $"Write {parts[2].ToUpperInvariant()}."
            );
        }
    }
}
