# A lab with a network, an endpoint, an API and certificates for names under example.com; the other account has a network and an endpoint too.
Import-Module "$PSScriptRoot/../../out/PrivateApi" -Force
$lab = Start-PrivateApiLab -Region eu-west-1 6>$null
$profiles = Join-Path $TestDrive 'credentials'
@(
    '[provider]', 'aws_access_key_id = 123456789012', 'aws_secret_access_key = x', 'region = eu-west-1', ''
    '[consumer]', 'aws_access_key_id = 210987654321', 'aws_secret_access_key = x', 'region = eu-west-1'
) | Set-Content $profiles
$place = @{ ProfileLocation = $profiles; EndpointUrl = $lab.EndpointUrl; Region = 'eu-west-1' }
$provider = $place + @{ ProfileName = 'provider' }
$consumer = $place + @{ ProfileName = 'consumer' }

# A call of a service that the module has no command for, as the provider or, by its key, as another account.
function Invoke-Lab([string] $Service, [string] $Method, [string] $Path, $Body, [string] $Target, [string] $Key = '123456789012') {
    $headers = @{ Authorization = "AWS4-HMAC-SHA256 Credential=$Key/20260101/eu-west-1/$Service/aws4_request, SignedHeaders=host, Signature=0"; Accept = 'application/json' }
    if ($Target) { $headers['X-Amz-Target'] = $Target }
    $content = $Body ? @{ Body = ($Body -is [string] ? $Body : ($Body | ConvertTo-Json -Depth 6)); ContentType = $Target ? 'application/x-amz-json-1.1' : 'application/json' } : @{}
    $answer = Invoke-WebRequest -Uri "$($lab.EndpointUrl.AbsoluteUri.TrimEnd('/'))$Path" -Method $Method -Headers $headers -SkipHeaderValidation @content
    $text = $answer.Content -is [byte[]] ? [Text.Encoding]::UTF8.GetString($answer.Content) : $answer.Content
    $Service -eq 'route53' ? [xml] $text : ($text | ConvertFrom-Json)
}

# A certificate of one's own, imported as AWS's Certificate Manager takes it.
function Import-Certificate([string[]] $Name) {
    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=$($Name[0])", $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $names = [Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder]::new()
    $Name.ForEach({ $names.AddDnsName($_) })
    $request.CertificateExtensions.Add($names.Build())
    $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(30))
    $bytes = { param($text) [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($text)) }
    $body = @{ Certificate = & $bytes $made.ExportCertificatePem(); PrivateKey = & $bytes $key.ExportPkcs8PrivateKeyPem() }
    (Invoke-Lab acm POST / $body 'CertificateManager.ImportCertificate').CertificateArn
}

$wildcard = Import-Certificate '*.example.com'
$network = New-PrivateApiNetwork Shop
$endpoint = $network | New-PrivateApiEndpoint
$api = $endpoint | New-PrivateApi PetStore -Sample PetStore -StageName demo
