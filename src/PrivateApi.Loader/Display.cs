using System.Collections;
using System.Globalization;
using System.Reflection;

namespace PrivateApi.Loader;

/// <summary>
/// Writes the cells of the module's views. Names and answers come from others, so every text goes through VisibleText;
/// the objects keep their texts. It is in this assembly because a format file finds only types of
/// the default context.
/// </summary>
public static class Display
{
    private static readonly Func<string?, string> OneLine = Author("Escaped");
    private static readonly Func<string?, string> OwnLines = Author("Lines");
    private static readonly Func<string, int, int, string> Wrap = Core("PrivateApi.Text.Paragraph", "Wrap")
        .CreateDelegate<Func<string, int, int, string>>();
    private static readonly Func<object, object> Whole = LoadContext
        .Module.GetType("PrivateApi.Arguments.DeserializedRecord", throwOnError: true)!
        .GetMethod("Whole")!
        .CreateDelegate<Func<object, object>>();
    private static readonly Func<string, int, int, string> Layout = Core("PrivateApi.Text.CommandLayout", "Indented")
        .CreateDelegate<Func<string, int, int, string>>();

    /// <summary>A value in one line; the items of a list one after the other.</summary>
    /// <param name="value">The value; null for nothing.</param>
    /// <returns>Visible text without a line end.</returns>
    public static string Line(object? value) => Items(value) is { } items ? string.Join(", ", items) : OneLine(Text(value));

    /// <summary>A text with its own lines; the items of a list on separate lines.</summary>
    /// <param name="value">The value; null for nothing.</param>
    /// <returns>Visible text, each line of it harmless.</returns>
    public static string Lines(object? value) =>
        Items(value) is { } items ? string.Join(Environment.NewLine, items) : OwnLines(Text(value));

    /// <summary>Names and their values, each pair on a line of its own.</summary>
    /// <param name="pairs">Tags, headers, variables.</param>
    /// <param name="between">The text between a name and its value.</param>
    /// <returns>Visible text.</returns>
    public static string Pairs(IEnumerable? pairs, string between) =>
        pairs switch
        {
            null => string.Empty,
            IEnumerable<KeyValuePair<string, string>> texts => Lines(texts.Select(pair => pair.Key + between + pair.Value)),
            IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> lists => Lines(
                lists.Select(pair => pair.Key + between + string.Join(", ", pair.Value))
            ),
            // Out of a file or a job, without the order that they had.
            IDictionary bag => Lines(bag.Keys.Cast<object>().Order().Select(key => key + between + Line(bag[key]))),
            _ => Lines(pairs),
        };

    /// <summary>Characters that a line of this host can have: PowerShell keeps one of a terminal's columns free.</summary>
    /// <param name="columns">The terminal's columns; null or 0 for none, as in a log of a pipeline.</param>
    /// <returns>At least 40; 79 without a terminal.</returns>
    public static int Width(int? columns) => columns is > 0 ? Math.Max(40, columns.Value - 1) : 79;

    /// <summary>A cell whose words stay whole.</summary>
    /// <param name="value">The value; null for nothing.</param>
    /// <param name="width">Characters in a line of the cell.</param>
    /// <returns>Visible text of one or more lines.</returns>
    public static string Cell(object? value, int width) => Wrap(Line(value), width, 0);

    /// <summary>A command in lines that can be copied.</summary>
    /// <param name="command">The command; null for none.</param>
    /// <param name="columns">The terminal's columns; null or 0 for none.</param>
    /// <param name="used">Characters in front of each line.</param>
    /// <returns>Visible text of one or more lines.</returns>
    public static string Command(string? command, int? columns, int used) =>
        command is null ? string.Empty : Layout(command, Width(columns) - used, 0);

    /// <summary>The last cell of a row, whose words stay whole.</summary>
    /// <param name="value">The value; null for nothing.</param>
    /// <param name="columns">The terminal's columns; null or 0 for none.</param>
    /// <param name="used">Characters that the cells in front of it use, the gaps included.</param>
    /// <returns>Visible text of one or more lines.</returns>
    public static string Rest(object? value, int? columns, int used) => Cell(value, Width(columns) - used);

    /// <summary>The text that an object writes of itself; out of a file or a job, one that it would have written.</summary>
    /// <param name="value">The object.</param>
    /// <param name="arguments">What its <c>ToText</c> takes.</param>
    /// <returns>Visible text of several lines; what is missing, where the object is not whole.</returns>
    public static string Text(object value, params object[] arguments)
    {
        try
        {
            object whole = Whole(value);
            return (string)whole.GetType().GetMethod("ToText")!.Invoke(whole, arguments)!;
        }
        catch (FormatException e)
        {
            return Lines($"{value}{Environment.NewLine}{e.Message}");
        }
    }

    /// <summary>An object with all its properties, each on a line of its own.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Visible text.</returns>
    public static string Properties(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        PropertyInfo[] properties = value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
        int width = properties.Max(property => property.Name.Length);
        return string.Join(
            Environment.NewLine,
            properties.Select(property => $"{property.Name.PadRight(width)} : {Line(property.GetValue(value))}")
        );
    }

    private static IEnumerable<string>? Items(object? value) =>
        value is IEnumerable list and not string ? list.Cast<object?>().Select(Line) : null;

    private static string? Text(object? value) =>
        value is IFormattable formattable ? formattable.ToString(null, CultureInfo.CurrentCulture) : value?.ToString();

    private static Func<string?, string> Author(string method) =>
        Core("PrivateApi.Text.VisibleText", method, typeof(string)).CreateDelegate<Func<string?, string>>();

    private static MethodInfo Core(string type, string method, params Type[] parameters)
    {
        Type author = LoadContext.Core.GetType(type, throwOnError: true)!;
        return parameters.Length == 0 ? author.GetMethod(method)! : author.GetMethod(method, parameters)!;
    }
}
