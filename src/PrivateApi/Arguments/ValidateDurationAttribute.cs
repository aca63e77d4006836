using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>Refuses a span of time below zero.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateDurationAttribute : ValidateArgumentsAttribute
{
    /// <summary>Validates.</summary>
    /// <param name="arguments">The span; null for none.</param>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <exception cref="ValidationMetadataException">It is negative.</exception>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        if (JsonArgument.Unwrap(arguments) is TimeSpan span && span < TimeSpan.Zero)
        {
            throw new ValidationMetadataException($"{span} is before now. Give a span of time of zero or more.");
        }
    }
}
