using System.Security.Cryptography;
using System.Text;
using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi.Policy.Language;

/// <summary>
/// A resource or endpoint policy, read once and ready to be evaluated many times. Two documents are equal when they mean the
/// same: order, scalar or list, case of actions and keys, Sid and Id do not matter.
/// </summary>
public sealed class PolicyDocument : IEquatable<PolicyDocument>
{
    /// <summary>The version that has policy variables, and that every new policy should have.</summary>
    public const string CurrentVersion = "2012-10-17";

    internal const string OldVersion = "2008-10-17";

    private readonly byte[] _utf8;
    private PlaceIndex? _places;

    internal PolicyDocument(string? version, string? id, PolicyStatement[] statements, byte[] utf8)
    {
        Version = version;
        Id = id;
        StatementArray = statements;
        _utf8 = utf8;
    }

    /// <summary>The Version; null when the policy has none, which means 2008-10-17.</summary>
    public string? Version { get; }

    /// <summary>The Id; null for none.</summary>
    public string? Id { get; }

    /// <summary>The statements in the order of the text.</summary>
    public IReadOnlyList<PolicyStatement> Statement => Items.Of(StatementArray);

    internal PolicyStatement[] StatementArray { get; }

    /// <summary>The text that was read, without API Gateway's escapes.</summary>
    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Reads a policy: plain JSON, the escaped text that API Gateway returns, or a JSON string that contains one.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>: the message gives line, column and what was expected.</exception>
    public static PolicyDocument Parse(string json) => PolicyParser.Read(Encoding.UTF8.GetBytes(json), identity: false);

    /// <summary>Reads a policy from UTF-8, with or without a byte-order mark.</summary>
    /// <param name="utf8">The text.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>: the message gives line, column and what was expected.</exception>
    public static PolicyDocument Parse(ReadOnlySpan<byte> utf8) => PolicyParser.Read(utf8, identity: false);

    /// <summary>
    /// Reads an identity policy (of a role or user, or a Lambda authorizer's answer), whose statements have no principal.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>: the message gives line, column and what was expected.</exception>
    public static PolicyDocument ParseIdentity(string json) => PolicyParser.Read(Encoding.UTF8.GetBytes(json), identity: true);

    /// <summary>The same; null for a text that is not one.</summary>
    internal static PolicyDocument? TryParseIdentity(string json)
    {
        try
        {
            return ParseIdentity(json);
        }
        catch (PrivateApiException)
        {
            return null;
        }
    }

    /// <summary>The policy as compact JSON in AWS's order of elements; a list of one is written as its element.</summary>
    public string ToJson() => PolicyWriter.Write(this);

    /// <summary>The policy with every <c>execute-api:/…</c> expanded, as API Gateway stores it.</summary>
    /// <param name="context">The API the policy is on.</param>
    public PolicyDocument Expand(PolicyContext context) => Parse(PolicyWriter.Write(this, context));

    /// <summary>
    /// One text for all documents with the same meaning: sorted, without repetitions, Sid and Id; names in one case; the shorthand
    /// expanded when the API is given.
    /// </summary>
    /// <param name="context">The API the policy is on; null leaves the shorthand as it is.</param>
    public string Canonical(PolicyContext? context = null) => CanonicalPolicy.Write(this, context);

    /// <summary>The SHA-256 of the canonical text, in lower-case hexadecimal.</summary>
    /// <param name="context">The API the policy is on; null leaves the shorthand as it is.</param>
    public string CanonicalHash(PolicyContext? context = null) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(context)))).ToLowerInvariant();

    /// <summary>True when both mean the same on this API, whatever form each is in.</summary>
    /// <param name="other">The other policy; null means no policy.</param>
    /// <param name="context">The API the policies are on; null compares the shorthand as it is.</param>
    public bool MeansSame(PolicyDocument? other, PolicyContext? context = null) =>
        other is not null && Canonical(context) == other.Canonical(context);

    /// <inheritdoc/>
    public bool Equals(PolicyDocument? other) => ReferenceEquals(this, other) || MeansSame(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyDocument);

    /// <inheritdoc/>
    public override int GetHashCode() => Canonical().GetHashCode(StringComparison.Ordinal);

    /// <summary>The policy's JSON.</summary>
    public override string ToString() => ToJson();

    internal PolicyPlace PlaceOf(int offset) => (_places ??= new PlaceIndex(_utf8)).At(offset);
}
