namespace PrivateApi.Templates;

/// <summary>How <c>Export-PrivateApiTemplate</c> writes a CloudFormation template.</summary>
public enum TemplateFormat
{
    /// <summary>YAML with the short forms of intrinsic functions.</summary>
    Yaml,

    /// <summary>JSON.</summary>
    Json,
}
