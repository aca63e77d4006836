using System.Management.Automation;
using System.Security;

namespace PrivateApi.Arguments;

/// <summary>Refuses a secret without characters, which ValidateNotNullOrEmpty accepts: it does not treat a SecureString as text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateSecretNotEmptyAttribute : ValidateArgumentsAttribute
{
    /// <summary>Validates.</summary>
    /// <param name="arguments">The secret; null for the empty cell of a row.</param>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <exception cref="ValidationMetadataException">It is empty.</exception>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (JsonArgument.Unwrap(arguments) is not (null or SecureString { Length: > 0 }))
        {
            throw new ValidationMetadataException("The secret is empty. Pass text or a SecureString.");
        }
    }
}
