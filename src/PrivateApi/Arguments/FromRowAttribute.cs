namespace PrivateApi.Arguments;

/// <summary>
/// Marks a parameter of one parameter set that a row gives by its member. PowerShell would choose the set by the columns, and an empty
/// column would choose one too.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromRowAttribute : Attribute;
