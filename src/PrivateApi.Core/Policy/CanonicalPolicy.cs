using System.Globalization;
using System.Text.Json;

namespace PrivateApi.Policies;

/// <summary>The one text that all policies of the same meaning share.</summary>
internal static class CanonicalPolicy
{
    public static string Write(PolicyDocument policy, PolicyContext? context)
    {
        string[] statements = [.. policy.StatementArray.Select(s => Write(s, context)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        // The version means nothing but whether ${…} is a variable.
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

    public static string Write(PolicyStatement statement, PolicyContext? context) => PolicyWriter.ToText(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("Effect", statement.Effect.ToString());
        WriteSorted(writer, statement.IsNotPrincipal ? "NotPrincipal" : "Principal", Principals(statement));
        WriteSorted(writer, statement.IsNotAction ? "NotAction" : "Action", statement.Actions.Select(a => a.IsAnything ? "*" : a.Text.ToLowerInvariant()));
        WriteSorted(writer, statement.IsNotResource ? "NotResource" : "Resource", statement.Resources.Select(r => Resource(r, context)));
        writer.WriteStartArray("Condition");
        foreach (string clause in statement.Conditions.Select(Write).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            writer.WriteRawValue(clause);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Write(ConditionClause clause) => PolicyWriter.ToText(writer =>
    {
        ConditionOperator op = clause.Operator;
        writer.WriteStartObject();

        // ArnEquals means ArnLike.
        WriteSorted(writer, op.Name.Replace("ArnEquals", "ArnLike", StringComparison.Ordinal).Replace("ArnNotEquals", "ArnNotLike", StringComparison.Ordinal), clause.Values.Select(v => Value(v, op.Test)));
        writer.WriteString("Key", clause.Key.ToLowerInvariant());
        writer.WriteEndObject();
    });

    private static string Value(ConditionValue value, ConditionTest test) => test switch
    {
        ConditionTest.Bool or ConditionTest.Null or ConditionTest.StringEqualsIgnoreCase => value.Text.ToLowerInvariant(),
        ConditionTest.IpAddress when value.IsValid => value.Range.ToString(),
        >= ConditionTest.NumericEquals and <= ConditionTest.DateGreaterThanEquals when value.IsValid => value.Number.ToString("R", CultureInfo.InvariantCulture),
        _ => value.Text,
    };

    private static IEnumerable<string> Principals(PolicyStatement statement) =>
        statement.Principals.Any(p => p.Kind == PrincipalKind.Everyone)
            ? ["*"]
            : statement.Principals.Select(p => p.Type + ":" + (p.AccountId ?? p.Text));

    private static string Resource(ResourcePattern resource, PolicyContext? context) =>
        resource.IsAnything ? "*" : context?.Expand(resource.Text) ?? resource.Text;

    private static void WriteSorted(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
