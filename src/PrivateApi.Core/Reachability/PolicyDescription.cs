using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Reachability;

/// <summary>A policy's answer in the words of a check.</summary>
internal static class PolicyDescription
{
    /// <summary>The deciding statement, or why none matched.</summary>
    public static string Describe(PolicyExplanation said) =>
        said.Deciding is { } deciding
            ? $"{said.Effect} by {deciding}"
            : "no statement allows it: "
                + string.Join(
                    "; ",
                    said.Statement.Where(statement => statement.Effect == StatementEffect.Allow)
                        .Select(statement => statement.ToString())
                        .DefaultIfEmpty("there is no Allow at all")
                );
}
