using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Text;

namespace PrivateApi.Tests.Privileges;

/// <summary>
/// Looks into a lab that the staged module started. Its types live in the module's own load context, so that they are
/// met by reflection alone.
/// </summary>
internal sealed class LabInside
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // What moves by itself: the clock, the ids' random numbers, options that hold them.
    private static readonly string[] Moving = ["Store", "Options", "Ids", "Clock", "Gate"];

    private readonly object _lab;

    /// <summary>Takes what Start-PrivateApiLab emitted.</summary>
    public LabInside(PSObject info) => _lab = Get(info.BaseObject, "Lab")!;

    /// <summary>Hears every question that the lab asks a caller's policies, until it is told to stop.</summary>
    public void Hear(Action<LabQuestion>? listener)
    {
        object authorization = Get(_lab, "Authorization")!;
        Action<object>? heard = listener is null ? null : decision => listener(LabQuestion.Of(decision));
        authorization.GetType().GetProperty("Heard", Any)!.SetValue(authorization, heard);
    }

    /// <summary>All that is in the lab, written out; two texts differ where anything was made, changed or deleted.</summary>
    public string State()
    {
        object store = Get(_lab, "Store")!;
        lock (Get(store, "Gate")!)
        {
            IDictionary states = (IDictionary)store.GetType().GetField("_states", Any)!.GetValue(store)!;
            return string.Join(
                '\n',
                states
                    .Keys.Cast<object>()
                    .Select(key => (Name: key.ToString()!, State: states[key]!))
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)
                    .Select(entry =>
                    {
                        StringBuilder text = new();
                        Write(text, entry.State, new HashSet<object>(ReferenceEqualityComparer.Instance));
                        return $"{entry.Name}: {text}";
                    })
            );
        }
    }

    public static object? Get(object from, string name) => from.GetType().GetProperty(name, Any)!.GetValue(from);

    private static void Write(StringBuilder text, object? value, HashSet<object> seen)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                return;
            case string
            or ValueType
                when value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || value is DateTimeOffset or TimeSpan:
                text.Append(value).Append(';');
                return;
            case Delegate or Type or TimeProvider:
                return;
        }

        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            text.Append('^');
            return;
        }

        // A node of JSON knows its parent.
        if (value.GetType().FullName!.StartsWith("System.Text.Json.Nodes.", StringComparison.Ordinal))
        {
            text.Append(value);
            return;
        }

        text.Append('{');
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
            {
                Write(text, item, seen);
            }
        }
        else
        {
            foreach (
                FieldInfo field in value
                    .GetType()
                    .GetFields(Any)
                    .Where(field => !Moving.Any(name => field.Name.Contains(name, StringComparison.OrdinalIgnoreCase)))
            )
            {
                text.Append(field.Name).Append('=');
                Write(text, field.GetValue(value), seen);
            }
        }

        text.Append('}');
    }
}
