using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using PrivateApi.Resources;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes a secret as a SecureString (Get-Secret, Read-Host -AsSecureString) or as text. What is bound is a SecureString either way,
/// so that bound parameters, error records, module logging and transcripts show the type's name and no value.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>True where an empty text is the empty cell of a row, and so no value.</summary>
    public bool IsCell { get; init; }

    /// <summary>Turns text into a SecureString.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>The secret; an empty one for nothing, or null for the empty cell of a row.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">The value is not text; the message does not show it.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        JsonArgument.Unwrap(inputData) switch
        {
            null or "" when IsCell => null,
            SecureString secret => secret,
            null => SecretValue.Secure(string.Empty),
            string text => SecretValue.Secure(text),

            // A key that consists only of digits is a number if it is not quoted.
            IConvertible value => SecretValue.Secure(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty),
            var other => throw new ArgumentTransformationMetadataException(
                $"A secret is text or a SecureString, and this is a {other.GetType().Name}."
            ),
        };

    /// <summary>The text of a secret; null for none.</summary>
    internal static string? Reveal(object? secret) =>
        JsonArgument.Unwrap(secret) switch
        {
            SecureString secure => new NetworkCredential(string.Empty, secure).Password,
            var other => other?.ToString(),
        };
}
