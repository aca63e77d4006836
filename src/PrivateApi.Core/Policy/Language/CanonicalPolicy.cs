using System.Globalization;
using System.Text.Json;

namespace PrivateApi.Policy.Language;

/// <summary>The one text that all policies of the same meaning share.</summary>
internal static class CanonicalPolicy
{
    public static string Write(PolicyDocument policy, PolicyContext? context)
    {
        string[] statements = [.. Sorted(policy.StatementArray.Select(s => Write(s, context)))];

        // The version only decides whether ${…} is a variable.
        bool variables = policy.Version == PolicyDocument.CurrentVersion && statements.Any(s => s.Contains("${", StringComparison.Ordinal));
        return PolicyWriter.ToText(writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("Variables", variables);
            writer.WriteStartArray("Statement");
            foreach (string statement in statements)
            {
                writer.WriteRawValue(statement);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    public static string Write(PolicyStatement statement, PolicyContext? context) =>
        PolicyWriter.ToText(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("Effect", statement.Effect.ToString());
            WriteAll(writer, statement.IsNotPrincipal ? "NotPrincipal" : "Principal", Principals(statement));
            WriteAll(writer, statement.IsNotAction ? "NotAction" : "Action", Actions(statement));
            WriteAll(writer, statement.IsNotResource ? "NotResource" : "Resource", Resources(statement, context));
            WriteAll(writer, "Condition", Conditions(statement));
            writer.WriteEndObject();
        });

    public static IEnumerable<string> Principals(PolicyStatement statement) =>
        statement.Principals.Any(p => p.Kind == PrincipalKind.Everyone)
            ? ["*"]
            : Sorted(statement.Principals.Select(p => p.Type + ":" + (p.AccountId ?? p.Text)));

    public static IEnumerable<string> Actions(PolicyStatement statement) =>
        Sorted(statement.Actions.Select(a => a.IsAnything ? "*" : a.Text.ToLowerInvariant()));

    public static IEnumerable<string> Resources(PolicyStatement statement, PolicyContext? context) =>
        Sorted(statement.Resources.Select(r => r.IsAnything ? "*" : context?.Expand(r.Text) ?? r.Text));

    /// <summary>Each condition as operator, key and sorted values: "StringEquals aws:sourcevpce [\"vpce-1\"]".</summary>
    public static IEnumerable<string> Conditions(PolicyStatement statement) =>
        Sorted(
            statement.Conditions.Select(clause =>
            {
                // ArnEquals means ArnLike.
                string name = clause
                    .Operator.Name.Replace("ArnEquals", "ArnLike", StringComparison.Ordinal)
                    .Replace("ArnNotEquals", "ArnNotLike", StringComparison.Ordinal);
                return $"{name} {clause.Key.ToLowerInvariant()} "
                    + $"{JsonSerializer.Serialize(Sorted(clause.Values.Select(v => Value(v, clause.Operator.Test))))}";
            })
        );

    private static string Value(ConditionValue value, ConditionTest test) =>
        test switch
        {
            ConditionTest.Bool or ConditionTest.Null or ConditionTest.StringEqualsIgnoreCase => value.Text.ToLowerInvariant(),
            ConditionTest.IpAddress when value.IsValid => value.Range.ToString(),
            >= ConditionTest.NumericEquals and <= ConditionTest.DateGreaterThanEquals when value.IsValid => value.Number.ToString(
                "R",
                CultureInfo.InvariantCulture
            ),
            _ => value.Text,
        };

    private static void WriteAll(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> values) =>
        values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
