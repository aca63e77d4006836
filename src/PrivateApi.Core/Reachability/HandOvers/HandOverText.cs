using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.HandOvers;

/// <summary>Writes a message that can be sent as it is: the call, what is found, what to do, and how to verify it.</summary>
internal static class HandOverText
{
    public static HandOver Write(EvaluationContext evaluation, CheckName name, Finding finding, OutsideChange change) =>
        new()
        {
            To = VisibleText.Escaped(change.To),
            Text = string.Join(
                '\n',
                (
                    (string?[])
                        [
                            finding.Status == CheckStatus.Failed
                                ? "A call to Amazon API Gateway does not get through, and the cause is on your side."
                                : "A call to Amazon API Gateway depends on something that only your side can see.",
                            $"Call: {evaluation.Call.Method} {SecretText.Redact(evaluation.Url)}",
                            $"API: {(evaluation.Call.RestApiId.Length > 0 ? evaluation.Call.RestApiId : "not known")}"
                                + $", tested in {evaluation.Place}",
                            evaluation.Call.Caller.Kind == CallerKind.None ? null : $"From: {From(evaluation.Call.Caller)}",
                            evaluation.EndpointId is { } id ? $"Through: {Through(evaluation, id)}" : null,
                            $"Found: {name}: {finding.Message}.",
                            $"Please: {SecretText.Redact(change.Change)}.",
                            change.Command is { } command ? $"To type: {command}" : null,
                            $"To verify: {change.Check ?? $"run {Elsewhere.Look(evaluation)}"}.",
                        ]
                )
                    .OfType<string>()
                    .Select(VisibleText.Escaped)
            ),
        };

    private static string From(Caller caller) =>
        caller.VpcId is { } vpc && !caller.Label.Contains(vpc, StringComparison.Ordinal) ? $"{caller.Label}, {vpc}" : caller.Label;

    private static string Through(EvaluationContext evaluation, string id)
    {
        if (evaluation.Endpoint is not { } endpoint)
        {
            return id;
        }

        string[] addresses =
        [
            .. endpoint.InterfaceIds.Select(evaluation.Snapshot.Index.Interface).OfType<InterfaceFact>().Select(item => item.AnyAddress!),
        ];
        return $"{id} in {endpoint.VpcId}{(addresses.Length > 0 ? $" at {string.Join(", ", addresses)}, TCP 443" : string.Empty)}";
    }
}
