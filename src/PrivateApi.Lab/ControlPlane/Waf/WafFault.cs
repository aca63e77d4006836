namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>The refusals of AWS WAF, in its words (as moto and reports of Terraform users have them; apostrophes are curly).</summary>
internal static class WafFault
{
    public static AwsFault NotFound() =>
        new(400, "WAFNonexistentItemException", "AWS WAF couldn\u2019t perform the operation because your resource doesn\u2019t exist.");

    public static AwsFault Duplicate() =>
        new(
            400,
            "WAFDuplicateItemException",
            "AWS WAF couldn\u2019t perform the operation because some resource in your request is a duplicate of an existing one."
        );

    public static AwsFault Changed() =>
        new(
            400,
            "WAFOptimisticLockException",
            "AWS WAF couldn\u2019t save your changes because someone changed the resource after you started to edit it. "
                + "Reapply your changes."
        );

    public static AwsFault InUse() =>
        new(
            400,
            "WAFAssociatedItemException",
            "AWS WAF couldn\u2019t perform the operation because your resource is being used by another resource or it\u2019s associated "
                + "with another resource."
        );

    public static AwsFault Invalid(string field, string parameter, string reason) =>
        new(400, "WAFInvalidParameterException", $"Error reason: {reason}, field: {field}, parameter: {parameter}");

    /// <summary>A member that the model requires.</summary>
    public static AwsFault Missing(string name) =>
        new(
            400,
            "ValidationException",
            $"1 validation error detected: Value null at '{char.ToLowerInvariant(name[0])}{name[1..]}' failed "
                + "to satisfy constraint: Member must not be null"
        );
}
