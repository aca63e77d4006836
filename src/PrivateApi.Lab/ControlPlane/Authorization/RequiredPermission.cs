using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>One permission that a caller needs for a call.</summary>
/// <param name="Action">The IAM action, for instance <c>ec2:CreateVpc</c>.</param>
/// <param name="Resource">The ARN it is required for, or a star if the action does not support resources.</param>
/// <param name="Keys">The condition keys of the action and the resource; those of every request are added.</param>
internal sealed record RequiredPermission(string Action, string Resource, RequestKeys Keys)
{
    public RequiredPermission(string action, string resource)
        : this(action, resource, []) { }

    /// <summary>True if the call works without it and only answers less.</summary>
    public bool IsOptional { get; init; }
}
