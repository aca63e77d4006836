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
    private static readonly Func<string, int, IReadOnlyList<string>> Layout = Author<Func<string, int, IReadOnlyList<string>>>(
        "PrivateApi.Text.CommandLayout",
        "Lines",
        [typeof(string), typeof(int)]
    );

    // The views of commands have labels of up to eleven letters, and a terminal has 80 columns.
    private const int CommandWidth = 64;

    /// <summary>A value in one line; the items of a list one after the other.</summary>
    /// <param name="value">The value; null for nothing.</param>
    /// <returns>Visible text without a line end.</returns>
    public static string Line(object? value) => Items(value) is { } items ? string.Join(", ", items) : OneLine(Text(value));

    /// <summary>A text with its own lines; the items of a list on separate lines.</summary>
    /// <param name="value">The value; null for nothing.</param>
    /// <returns>Visible text, each line of it harmless.</returns>
    public static string Lines(object? value) =>
        Items(value) is { } items ? string.Join(Environment.NewLine, items) : OwnLines(Text(value));

    /// <summary>A command in lines that can be copied from a list as they are.</summary>
    /// <param name="command">The command; null for none.</param>
    /// <returns>Visible text.</returns>
    public static string Command(string? command) =>
        command is null ? string.Empty : string.Join(Environment.NewLine, Layout(command, CommandWidth).Select(OneLine));

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
            _ => Lines(pairs),
        };

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
        Author<Func<string?, string>>("PrivateApi.Text.VisibleText", method, [typeof(string)]);

    private static T Author<T>(string type, string method, Type[] parameters)
        where T : Delegate => LoadContext.Core.GetType(type, throwOnError: true)!.GetMethod(method, parameters)!.CreateDelegate<T>();
}
