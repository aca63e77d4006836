namespace PrivateApi.Calls;

/// <summary>Duration of each step, milliseconds; null for a step that was not begun.</summary>
internal sealed record ProbeTimings
{
    public double? Resolve { get; init; }

    public double? Connect { get; init; }

    public double? Tls { get; init; }

    public double? Request { get; init; }
}
