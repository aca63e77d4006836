using System.Management.Automation;

namespace PrivateApi.Tests.Help;

/// <summary>A session in which an example of the help can be typed: its ids, variables and files are there, on a lab.</summary>
internal sealed class ExampleScene : IDisposable
{
    private const string Orders = """
        openapi: 3.0.1
        info: { title: Orders, version: '1' }
        paths:
          /orders:
            get:
              responses: { '200': { description: OK } }
              x-amazon-apigateway-auth: { type: AWS_IAM }
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: { application/json: '{"statusCode": 200}' }
                responses: { default: { statusCode: '200' } }
        """;

    // The definition that is shipped. It has grown since the API was made of it.
    private static readonly string MoreOrders = File.ReadAllText(
        Path.Combine(ModuleSession.RepositoryRoot, "out", "PrivateApi", "examples", "orders.yaml")
    );

    private const string Policy = """
        {
          "Version": "2012-10-17",
          "Statement": [
            { "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" },
            { "Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": { "StringNotEquals": { "aws:SourceVpce": "vpce-0a1b2c3d4e5f60718" } } }
          ]
        }
        """;

    private const string Open =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}]}""";

    private const string Case =
        """{"id":"open","resourcePolicy":"""
        + Open
        + ""","request":{"action":"execute-api:Invoke","resource":"arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/demo/GET/pets","context":{}},"expected":{"resourcePolicy":"ImplicitlyDenied"}}""";

    // What would reach out of the test is written down instead; what PowerShell brings beside its engine is as far there
    // as the examples want it. Read is for the proofs.
    private const string StandIns = """
        $global:asked = [System.Collections.Generic.List[string]]::new()
        function global:aws { $asked.Add("aws $args") }
        function global:curl { 'curl: (6) Could not resolve host: a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com'; "* Request: $args" }
        function global:Invoke-RestMethod { param($Uri) $asked.Add("Invoke-RestMethod $Uri")
            $key = [Security.Cryptography.RSA]::Create(2048).ExportParameters($false)
            [pscustomobject]@{ keys = @([pscustomobject]@{ kty = 'RSA'; kid = '1'; e = 'AQAB'; n = [Convert]::ToBase64String($key.Modulus).TrimEnd('=').Replace('+', '-').Replace('/', '_') }) } }
        function global:New-CFNStack { param($StackName, $TemplateBody) $asked.Add("New-CFNStack $StackName $TemplateBody") }
        function global:Get-ECSTaskDetail { param($Cluster, $Task)
            $detail = [pscustomobject] @{ Name = 'networkInterfaceId'; Value = $endpoint.NetworkInterface[0].NetworkInterfaceId }
            [pscustomobject] @{ Tasks = @([pscustomobject] @{ Attachments = @([pscustomobject] @{ Details = @($detail) }) }) }
        }
        function global:Invoke-Item { process { $asked.Add("Invoke-Item $($_.FullName)") } }
        function global:Get-Content { param($Path, [switch] $Raw) Read $Path }
        function global:Set-Content { param($Path) [IO.File]::WriteAllText("$pwd/$Path", "$input") }
        function global:Get-ChildItem { param($Path, $Filter) [IO.DirectoryInfo]::new("$pwd/$Path").GetFiles($Filter) }
        function global:Select-Object { param([string[]] $Property) process { $row = [ordered]@{}; foreach ($name in $Property) { $row[$name] = $_.$name }; [pscustomobject] $row } }
        function global:ConvertFrom-Csv {
            process {
                $names, $lines = ($_ -split '\r?\n').ForEach({ , ($_ -split ',') })
                foreach ($line in $lines) { $row = [ordered]@{}; for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $line[$i] }; [pscustomobject] $row }
            }
        }
        function global:Out-File { param($FilePath, [switch] $Append) begin { $lines = @() } process { $lines += "$_" } end { [IO.File]::AppendAllLines("$pwd/$FilePath", [string[]] $lines) } }
        function global:Read($Path) { [IO.File]::ReadAllText("$pwd/$Path") }
        """;

    private static readonly string[] Parts =
    [
        "$lab = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0",
        "$network = New-PrivateApiNetwork -Name PrivateAPIDemo; $subnet = $network.SubnetId[0]; $group = $network.SecurityGroupId",
        "$endpoint = $network | New-PrivateApiEndpoint; $second = New-PrivateApiNetwork -Name Second | New-PrivateApiEndpoint",
        "$petStore = $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo; "
            + "$orders = $endpoint | New-PrivateApi -Name Orders -OpenApi ./orders.yaml -SourceVpc $network.VpcId -StageName prod",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("privateapi-help-");
    private readonly AnsweringHost _host = new("Yes");
    private readonly ModuleSession _session;
    private readonly LabStage _stage;

    /// <summary>Sets the stage.</summary>
    /// <param name="stage">How much is there before the example is typed.</param>
    public ExampleScene(LabStage stage)
    {
        _stage = stage;
        _session = new ModuleSession(_host);
        Write("orders.yaml", Orders);
        _session.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder.FullName}'); {StandIns}");
        foreach (string part in Parts.Take((int)stage))
        {
            _session.Run(part);
        }

        Write("orders.yaml", MoreOrders);
        Write("policy.json", Real(Policy));
        Write("endpoint-policy.json", Open);
        Write("policies/open.json", Open);
        Write("last-week.json", """{"WrittenAt":"2026-11-22T08:00:00Z","Result":[]}""");
        Write("policy-cases.jsonl", Case);
        const string Keys = "aws_access_key_id = 123456789012\naws_secret_access_key = hidden\n";
        const string Others = "aws_access_key_id = 210987654321\naws_secret_access_key = hidden\n";
        Write("keys", $"[default]\n{Keys}[work]\n{Keys}[provider]\n{Keys}[consumer]\n{Others}");
    }

    /// <summary>What the example emitted, as text.</summary>
    public string Given { get; private set; } = string.Empty;

    /// <summary>Types an example and asks whether it did what it says.</summary>
    /// <returns>The errors of the example, and what the proof came to.</returns>
    public (IReadOnlyList<ErrorRecord> Errors, object? Proof) Play(HelpExample example, ExampleProof proof)
    {
        // The function that calls is the probe's, the one that the lab runs.
        string code = Real(example.Code.Replace("-FunctionName checkout", "-FunctionName $checkout", StringComparison.Ordinal));
        _session.Run(
            $"$api = {(code.Contains("/orders", StringComparison.Ordinal) ? "$orders" : "$petStore")}; "
                + "$key = 'abcdefghijklmnopqrst'; $result = $null"
        );
        if (code.Contains("ProfileName", StringComparison.Ordinal))
        {
            // A profile leaves the lab, so that it has to be led back.
            _session.Run(
                "$PSDefaultParameterValues['*-PrivateApi*:ProfileLocation'] = \"$pwd/keys\"; "
                    + "$PSDefaultParameterValues['*-PrivateApi*:EndpointUrl'] = $lab.EndpointUrl; "
                    + "$PSDefaultParameterValues['*-PrivateApi*:Region'] = 'eu-west-1'"
            );
        }

        if (example.Code.Contains("PrivateApiDomain", StringComparison.Ordinal))
        {
            using LabWire wire = new(_session);
            wire.RequestCertificate("*.example.com");
        }

        _session.Run(proof.Before);
        ScriptResult run = _session.Invoke(code);
        Given = $"{run.Output.Count} objects: {string.Join(", ", run.Output)}";
        _session.Set("result", run.Output.ToArray());
        _session.Set("written", _host.Written);
        _session.Set("warnings", run.Warnings.ToArray());
        return (run.Errors, run.Errors.Count > 0 ? null : _session.Run(Real(proof.True)).LastOrDefault()?.BaseObject);
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Write(string name, string text)
    {
        FileInfo file = new(Path.Combine(_folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }

    // Ids are those of the stage; what an example sets for its whole process it sets for the session here.
    private string Real(string code)
    {
        string text = code.Replace("$env:", "$global:", StringComparison.Ordinal)
            .Replace("$global:GITHUB_STEP_SUMMARY", "./summary.md", StringComparison.Ordinal);
        if (_stage >= LabStage.Network)
        {
            text = Replaced(
                text,
                "$network",
                ("vpc-0a1b2c3d4e5f60718", "VpcId"),
                ("subnet-0a1b2c3d4e5f60718", "SubnetId[0]"),
                ("subnet-0b1c2d3e4f5061728", "SubnetId[1]"),
                ("sg-0a1b2c3d4e5f60718", "SecurityGroupId")
            );
        }

        if (_stage >= LabStage.Endpoint)
        {
            text = Replaced(text, "$endpoint", ("vpce-0a1b2c3d4e5f60718", "VpcEndpointId"));
            text = Replaced(text, "$second", ("vpce-1a2b3c4d5e6f70819", "VpcEndpointId"));
        }

        if (_stage >= LabStage.Apis)
        {
            if (text.Contains("i-0a1b2c3d4e5f60718", StringComparison.Ordinal))
            {
                using LabWire wire = new(_session);
                text = text.Replace("i-0a1b2c3d4e5f60718", wire.NewInstance(Value("$subnet"), Value("$group")), StringComparison.Ordinal);
            }

            text = Replaced(text, "$petStore", ("abcde12345", "RestApiId"));
            text = Replaced(text, "$orders", ("a1b2c3d4e5", "RestApiId"), ("abcdef1234", "RestApiId"));
        }

        return text;
    }

    private string Replaced(string text, string variable, params (string Id, string Property)[] ids) =>
        ids.Where(id => text.Contains(id.Id, StringComparison.Ordinal))
            .Aggregate(text, (whole, id) => whole.Replace(id.Id, Value($"{variable}.{id.Property}"), StringComparison.Ordinal));

    private string Value(string expression) => Assert.Single(_session.Run(expression)).ToString()!;
}
