using System.Text.Encodings.Web;
using System.Text.Json;

namespace PrivateApi.Policy.Language;

/// <summary>Writes policies as compact JSON.</summary>
internal static class PolicyWriter
{
    // A policy is sent to AWS, never into a web page: "<" and "+" need no escapes, and each would cost five of 8,192 characters.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PolicyDocument policy, PolicyContext? expand = null) =>
        ToText(writer =>
        {
            writer.WriteStartObject();
            WriteIfAny(writer, "Version", policy.Version);
            WriteIfAny(writer, "Id", policy.Id);
            writer.WriteStartArray("Statement");
            foreach (PolicyStatement statement in policy.StatementArray)
            {
                Write(writer, statement, expand);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    public static string Write(PolicyStatement statement) => ToText(writer => Write(writer, statement, null));

    public static string ToText(Action<Utf8JsonWriter> write)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Compact))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void Write(Utf8JsonWriter writer, PolicyStatement statement, PolicyContext? expand)
    {
        writer.WriteStartObject();
        WriteIfAny(writer, "Sid", statement.Sid);
        writer.WriteString("Effect", statement.Effect.ToString());
        WritePrincipals(writer, statement);
        WriteList(writer, statement.IsNotAction ? "NotAction" : "Action", statement.Actions.Select(a => a.Text));
        WriteList(
            writer,
            statement.IsNotResource ? "NotResource" : "Resource",
            statement.Resources.Select(r => expand?.Expand(r.Text) ?? r.Text)
        );
        if (statement.Conditions.Length > 0)
        {
            writer.WriteStartObject("Condition");
            foreach (IGrouping<string, ConditionClause> group in statement.Conditions.GroupBy(c => c.OperatorText))
            {
                writer.WriteStartObject(group.Key);
                foreach (ConditionClause clause in group)
                {
                    WriteList(writer, clause.Key, clause.Values.Select(v => v.Text));
                }

                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WritePrincipals(Utf8JsonWriter writer, PolicyStatement statement)
    {
        string name = statement.IsNotPrincipal ? "NotPrincipal" : "Principal";
        if (statement.Principals is [{ Kind: PrincipalKind.Everyone, Text: "*" }])
        {
            writer.WriteString(name, "*");
            return;
        }

        writer.WriteStartObject(name);
        foreach (IGrouping<string, PrincipalPattern> group in statement.Principals.GroupBy(p => p.Type))
        {
            WriteList(writer, group.Key, group.Select(p => p.Text));
        }

        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        string[] all = [.. values];
        if (all is [string only])
        {
            writer.WriteString(name, only);
            return;
        }

        writer.WriteStartArray(name);
        foreach (string value in all)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
