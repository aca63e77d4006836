using System.Collections.Concurrent;
using System.Diagnostics;

namespace PrivateApi.Tests.Secrets;

/// <summary>Keeps what is traced.</summary>
internal sealed class TextListener : TraceListener
{
    private readonly ConcurrentQueue<string> _parts = new();

    public string Text => string.Concat(_parts);

    public override void Write(string? message) => _parts.Enqueue(message ?? string.Empty);

    public override void WriteLine(string? message) => _parts.Enqueue(message + "\n");
}
