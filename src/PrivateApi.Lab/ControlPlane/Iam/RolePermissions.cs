using PrivateApi.Lab.ControlPlane.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>What a role's own policies allow, if the lab enforces them.</summary>
internal static class RolePermissions
{
    private static readonly string[] NetworkPolicies =
    [
        "service-role/AWSLambdaVPCAccessExecutionRole",
        "service-role/AWSLambdaENIManagementAccess",
        "AmazonEC2FullAccess",
        "AdministratorAccess",
        "PowerUserAccess",
    ];

    /// <summary>A function in a VPC needs a role that may create network interfaces.</summary>
    public static void RequireNetwork(ServiceCall call, string roleArn)
    {
        LabRole? role = call.GlobalState<IamState>().Roles.Values.FirstOrDefault(role => role.Arn == roleArn);
        bool isAllowed =
            role is not null
            && (
                HasManaged(role, NetworkPolicies)
                || Evaluate(
                        role,
                        new AccessRequest
                        {
                            Principal = role.Arn,
                            Action = "ec2:CreateNetworkInterface",
                            Resource = "*",
                        }
                    )
                    .IsAllow()
            );
        if (!isAllowed)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValueException",
                "The provided execution role does not have permissions to call CreateNetworkInterface on EC2"
            );
        }
    }

    private static bool HasManaged(LabRole role, string[] names) =>
        role.Attached.Any(arn => names.Any(name => arn.EndsWith(":policy/" + name, StringComparison.Ordinal)));

    private static Effect Evaluate(LabRole role, AccessRequest request) =>
        IdentityPolicies.Evaluate(new HeldPolicies([.. role.Policies.Values], null), request);
}
