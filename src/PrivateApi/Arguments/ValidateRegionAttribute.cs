using System.Management.Automation;
using PrivateApi.Aws.Credentials;

namespace PrivateApi.Arguments;

/// <summary>Refuses what is no Region of AWS, for a parameter that no connection checks.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateRegionAttribute : ValidateArgumentsAttribute
{
    /// <summary>Validates.</summary>
    /// <param name="arguments">The Region.</param>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <exception cref="ValidationMetadataException">There is no such Region.</exception>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        string region = JsonArgument.Unwrap(arguments)?.ToString() ?? string.Empty;
        if (!KnownRegions.Contains(region))
        {
            throw new ValidationMetadataException($"'{InputPath.Shown(region)}' is not a Region.{KnownRegions.Suggest(region)}");
        }
    }
}
