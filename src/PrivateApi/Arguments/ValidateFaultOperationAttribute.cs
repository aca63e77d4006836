using System.Collections;
using System.Management.Automation;
using PrivateApi.Lab.ControlPlane;

namespace PrivateApi.Arguments;

/// <summary>Refuses what is no operation of the lab: a fault of it would never come.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateFaultOperationAttribute : ValidateArgumentsAttribute
{
    /// <summary>Validates.</summary>
    /// <param name="arguments">The names.</param>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <exception cref="ValidationMetadataException">The lab has no such operation.</exception>
    protected override void Validate(object? arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (object? item in JsonArgument.Unwrap(arguments) as IEnumerable ?? Array.Empty<object>())
        {
            string name = JsonArgument.Unwrap(item)?.ToString() ?? string.Empty;
            if (!FaultOperations.IsKnown(name))
            {
                throw new ValidationMetadataException(
                    $"'{InputPath.Shown(name)}' is not an operation of the lab. Name one as AWS does, for instance CreateVpc, or a read of "
                        + "API Gateway or Lambda by method and path, for instance 'GET /restapis'. Tab shows all."
                );
            }
        }
    }
}
