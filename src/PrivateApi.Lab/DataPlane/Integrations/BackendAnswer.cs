using System.Text;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>The answer of a backend.</summary>
internal sealed record BackendAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) =>
        Headers.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
