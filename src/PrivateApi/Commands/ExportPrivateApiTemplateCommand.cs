using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Templates;

namespace PrivateApi.Commands;

/// <summary>Writes the running set-up, the demo network or the in-VPC tester as a CloudFormation template.</summary>
[Cmdlet(VerbsData.Export, "PrivateApiTemplate", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportPrivateApiTemplateCommand : AwsCommand
{
    private readonly List<string> _apis = [];
    private readonly List<string> _vpcs = [];

    /// <summary>APIs, with the endpoints and networks they depend on; binds from our objects and AWS Tools' RestApi.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "Api")]
    [Alias("Id")]
    [RestApiIdArgument]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>A network, with its endpoints for execute-api; binds from our networks and endpoints, and from AWS Tools'.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Network")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidatePattern("^vpc-")]
    public string VpcId { get; set; } = string.Empty;

    /// <summary>A template for any account, instead of what is running: the demo network, or the tester.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Blank")]
    public TemplateKind Template { get; set; }

    /// <summary>YAML or JSON.</summary>
    [Parameter]
    public TemplateFormat Format { get; set; } = TemplateFormat.Yaml;

    /// <summary>A file to write; without it the template is one string.</summary>
    [Parameter]
    [Alias("FilePath", "OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Emit the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The object that an id came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Blank")
        {
            return;
        }

        string id = ParameterSetName == "Api" ? RestApiId : VpcId;
        Call(
            id,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                (ParameterSetName == "Api" ? _apis : _vpcs).Add(id);
            }
        );
    }

    // All at once: APIs on one endpoint share it in the template.
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        CloudTemplate? template =
            ParameterSetName == "Blank" ? (Template == TemplateKind.Tester ? TesterTemplate.Write() : DemoNetworkTemplate.Write())
            : _apis.Count + _vpcs.Count == 0 ? null
            : Ask(
                string.Join(", ", [.. _apis, .. _vpcs]),
                async (progress, stop) =>
                    SetupTemplate.Write(await new SetupReader(Session).ReadAsync(_apis, _vpcs, progress, stop), progress)
            );
        if (template is null)
        {
            return;
        }

        try
        {
            if (OutputFile.Put(this, Path, template.Write(Format), "CloudFormation template", PassThru) is { } output)
            {
                WriteObject(output);
            }
        }
        catch (PrivateApiException e)
        {
            ThrowTerminatingError(ErrorRecordFactory.From(e, Path)!);
        }
    }
}
