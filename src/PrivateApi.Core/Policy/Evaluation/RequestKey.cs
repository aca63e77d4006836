namespace PrivateApi.Policy.Evaluation;

/// <summary>One condition key of a request: a single value, or several.</summary>
internal readonly record struct RequestKey
{
    // One field for both: an analysis has a great many keys in memory.
    private readonly object? _content;

    /// <summary>A key with a single value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="shown">What messages show where the value stands for others that policies treat alike; null for the value.</param>
    public RequestKey(string name, string value, string? shown = null)
    {
        Name = name;
        _content = value;
        Shown = shown;
    }

    /// <summary>A key with several values.</summary>
    public RequestKey(string name, string[] values)
    {
        Name = name;
        _content = values;
    }

    public string Name { get; }

    /// <summary>The value; null for a key that has several.</summary>
    public string? Value => _content as string;

    /// <summary>The values of a key that has several; null for a single one.</summary>
    public string[]? Values => _content as string[];

    private string? Shown { get; }

    public override string ToString() => Shown ?? Value ?? string.Join(", ", Values!);
}
